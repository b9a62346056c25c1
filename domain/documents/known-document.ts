// The documents whose subjects this version knows.
import type { BatchManifest, BatchManifestSubject } from './batch-manifest.ts'
import type { DismantlingSheet, DismantlingSheetSubject } from './dismantling-sheet.ts'
import type { ErasureCertificate, ErasureSubject } from './erasure-certificate.ts'
import type { HandoverSlip, HandoverSlipSubject } from './handover-slip.ts'
import type { RefurbishmentCertificate, RefurbishmentSubject } from './refurbishment-certificate.ts'
import type { Succession, SuccessionSubject } from './succession.ts'
import type { TransferSlip, TransferSlipSubject } from './transfer-slip.ts'
import type { Withdrawal, WithdrawalSubject } from './withdrawal.ts'

export type KnownDocument =
  | RefurbishmentCertificate
  | ErasureCertificate
  | DismantlingSheet
  | TransferSlip
  | HandoverSlip
  | Withdrawal
  | BatchManifest
  | Succession

export type KnownSubject =
  | RefurbishmentSubject
  | ErasureSubject
  | DismantlingSheetSubject
  | TransferSlipSubject
  | HandoverSlipSubject
  | WithdrawalSubject
  | BatchManifestSubject
  | SuccessionSubject
