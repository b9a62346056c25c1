// How much was recorded since a backup was written. What the backup itself leaves in the journal once it stands (that the key was
// copied) is nothing that it lacks.

export type BackedUp = {
  /** The journal's head when the backup was made. */
  readonly position: number
  /** What the backup recorded of itself afterwards. */
  readonly ownFrames: number
}

export const framesSince = ({ position, ownFrames }: BackedUp, head: number): number =>
  Math.max(0, head - position - ownFrames)
