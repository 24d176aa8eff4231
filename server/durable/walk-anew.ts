/** The commit of fused steps failed after the walk had gone on from them: the run is to be walked anew from what is recorded. */
export class WalkAnew extends Error {
  constructor(cause: unknown) {
    super('steps that share a commit were not recorded', { cause })
    this.name = 'WalkAnew'
  }
}
