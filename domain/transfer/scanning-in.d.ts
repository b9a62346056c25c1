import type { SlipItem, SurplusItem } from '../documents/transfer-slip.ts';
export type ScannedIn = {
    readonly kind: 'line';
    readonly item: SlipItem;
}
/** Two lines bear this number: the person ticks the right one. */
 | {
    readonly kind: 'several';
} | {
    readonly kind: 'surplus';
    readonly surplus: SurplusItem;
} | {
    readonly kind: 'no-label';
};
/** An identity tells a thing from another that bears the same number; a number alone does where it is that of one line. */
export declare const scannedIn: (scanned: string, items: readonly SlipItem[]) => ScannedIn;
