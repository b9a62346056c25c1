// With what Windows packages are signed, as the environment says it: with a certificate in a file, by Azure's signing
// service, or not at all. Half of what a signature needs is a mistake and no signature.
import type { Configuration } from 'electron-builder'

type AzureOptions = NonNullable<NonNullable<Configuration['win']>['azureSignOptions']>

export type WindowsSignature =
  | { readonly kind: 'unsigned' }
  /** electron-builder itself reads the file and its password from the environment. */
  | { readonly kind: 'certificate' }
  | { readonly kind: 'azure'; readonly options: AzureOptions }

export class SignatureError extends Error {}

type Environment = Readonly<Record<string, string | undefined>>

const isSet = (env: Environment, name: string): boolean => (env[name] ?? '') !== ''

const azureNames = {
  publisherName: 'ETABLI_AZURE_PUBLISHER',
  endpoint: 'ETABLI_AZURE_ENDPOINT',
  certificateProfileName: 'ETABLI_AZURE_PROFILE',
  codeSigningAccountName: 'ETABLI_AZURE_ACCOUNT',
} as const satisfies Partial<Record<keyof AzureOptions, string>>

export const windowsSignature = (env: Environment): WindowsSignature => {
  const names = Object.values(azureNames)
  const missing = names.filter((name) => !isSet(env, name))
  const certificate = isSet(env, 'WIN_CSC_LINK') || isSet(env, 'CSC_LINK')
  if (missing.length === names.length) return certificate ? { kind: 'certificate' } : { kind: 'unsigned' }
  if (missing.length > 0) throw new SignatureError(`Pour signer avec Azure, il manque : ${missing.join(', ')}`)
  if (certificate) throw new SignatureError('Deux signatures sont demandées : par certificat et par Azure. Choisissez.')
  const value = (name: string) => env[name] ?? ''
  return {
    kind: 'azure',
    options: {
      publisherName: value(azureNames.publisherName),
      endpoint: value(azureNames.endpoint),
      certificateProfileName: value(azureNames.certificateProfileName),
      codeSigningAccountName: value(azureNames.codeSigningAccountName),
    },
  }
}
