// Which files beside the journal a frame names by their hash: a backup takes them along, and says which are missing.
import { attachedTo } from '../batch/attached.ts'
import { knownDocument } from '../documents/verify.ts'
import type { Entry } from '../journal/frame.ts'

export const filesNamedBy = (entry: Entry): readonly string[] => {
  switch (entry.kind) {
    case 'report':
      return entry.readings === null ? [entry.report] : [entry.report, entry.readings]
    case 'blob':
    case 'evidence':
      return [entry.hash]
    case 'batch-imported': {
      const { documents, files, stationChain } = entry.imported
      return [...documents.map(({ hash }) => hash), ...files.map(({ hash }) => hash), stationChain]
    }
    case 'station':
    case 'settings':
    case 'machine':
    case 'confirmation':
    case 'settlement':
    case 'attestation':
    case 'override':
    case 'document':
    case 'adopted-document':
    case 'clock':
    case 'erasure-begun':
    case 'erasure-refused':
    case 'loose-disk':
    case 'intake':
    case 'dismantling-order':
    case 'dismantling-rescinded':
    case 'dismantling':
    case 'waste-code':
    case 'part':
    case 'arrival':
    case 'batch-written':
    case 'station-trust':
    case 'handover-payment':
    case 'public-count':
    case 'handover-forgotten':
    case 'delivery-target':
    case 'delivery':
    case 'used-confirmation':
      return []
  }
}

/** What its document names and what may lie here: of another station's it need not, and is not missed. */
export const filesAttachedBy = (entry: Entry): readonly string[] => {
  const document = 'document' in entry ? knownDocument(entry.document) : null
  return document === null ? [] : attachedTo(document).map(({ hash }) => hash)
}
