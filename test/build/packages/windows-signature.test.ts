// What the environment says of signing Windows packages: nothing, one way, or something that is not enough.
import { describe, expect, it } from 'vitest'
import { SignatureError, windowsSignature } from '../../../build/packages/windows-signature.ts'

const azure = {
  ETABLI_AZURE_PUBLISHER: 'Atelier',
  ETABLI_AZURE_ENDPOINT: 'https://weu.codesigning.azure.net/',
  ETABLI_AZURE_PROFILE: 'etabli',
  ETABLI_AZURE_ACCOUNT: 'atelier',
} as const

describe('a Windows package', () => {
  it('is unsigned where nothing is said, and where a name is there without a value', () => {
    expect(windowsSignature({})).toEqual({ kind: 'unsigned' })
    expect(windowsSignature({ CSC_LINK: '', ETABLI_AZURE_PROFILE: '' })).toEqual({ kind: 'unsigned' })
  })

  it.each(['CSC_LINK', 'WIN_CSC_LINK'])('is signed with the certificate that %s names', (name) => {
    expect(windowsSignature({ [name]: '/media/key/certificate.pfx' })).toEqual({ kind: 'certificate' })
  })

  it('is signed by Azure with all four of its settings', () => {
    expect(windowsSignature(azure)).toEqual({
      kind: 'azure',
      options: {
        publisherName: 'Atelier',
        endpoint: 'https://weu.codesigning.azure.net/',
        certificateProfileName: 'etabli',
        codeSigningAccountName: 'atelier',
      },
    })
  })

  it.each(Object.keys(azure))('is not made where %s alone is missing', (name) => {
    expect(() => windowsSignature({ ...azure, [name]: undefined })).toThrow(name)
  })

  it('is not made where two signatures are asked for', () => {
    expect(() => windowsSignature({ ...azure, CSC_LINK: 'certificate.pfx' })).toThrow(SignatureError)
  })
})
