const mime = 'application/x-hearth-block'

/** A block carried by the pointer from the list to the canvas. */
export function carryBlock(transfer: DataTransfer, block: string): void {
  transfer.setData(mime, block)
  transfer.effectAllowed = 'copy'
}

export function blockInDrag(transfer: DataTransfer): string | undefined {
  return transfer.getData(mime) || undefined
}
