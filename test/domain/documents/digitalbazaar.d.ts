// The other implementation comes without types: what these tests call of it.
declare module '@digitalbazaar/eddsa-jcs-2022-cryptosuite' {
  type Cryptosuite = {
    readonly name: string
    createVerifier(options: { verificationMethod: object }): Promise<{
      verify(options: { data: Uint8Array; signature: Uint8Array | null }): Promise<boolean>
    }>
    createVerifyData(options: { cryptosuite: Cryptosuite; document: object; proof: object }): Promise<Uint8Array>
  }
  export const createSignCryptosuite: () => Cryptosuite
  export const createVerifyCryptosuite: () => Cryptosuite
}
