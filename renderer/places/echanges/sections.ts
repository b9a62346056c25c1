// The screens of the place Échanges, in the order in which they are needed.
import { ArrowLeftRight, CloudUpload, Fingerprint, PackageCheck, PackagePlus } from '@lucide/vue'
import type { Component } from 'vue'

/** Each is named as its route; the screens that open from it are its children in the trail (`of`). */
export const sections: readonly { readonly name: string; readonly icon: Component; readonly of: readonly string[] }[] =
  [
    { name: 'envoyer-lot', icon: PackagePlus, of: ['lot'] },
    { name: 'recevoir-lot', icon: PackageCheck, of: [] },
    { name: 'transferts', icon: ArrowLeftRight, of: ['transfert', 'transfert-recu'] },
    { name: 'postes', icon: Fingerprint, of: [] },
    { name: 'envois', icon: CloudUpload, of: ['envoi'] },
  ]
