import { fileContentContract } from '../../server/files/contract.ts'
import { type FileRef, isPicture } from '../../server/kernel/file-ref.ts'
import { addressOf } from '../api.ts'

/** `1.2 MB`, in thousands as file managers count. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`
  const [size, unit] = bytes < 999_500 ? [bytes / 1000, 'KB'] : [bytes / 1_000_000, 'MB']
  return `${size < 10 ? Math.round(size * 10) / 10 : Math.round(size)} ${unit}`
}

export type FileKind = 'picture' | 'pdf' | 'text' | 'other'

/** How a file can be looked at here. */
export function kindOf({ type }: Pick<FileRef, 'type'>): FileKind {
  if (isPicture(type)) return 'picture'
  if (type === 'application/pdf') return 'pdf'
  return type === 'text/plain' ? 'text' : 'other'
}

export const fileAddress = (workspace: string, file: string, as: 'inline' | 'attachment'): string => addressOf(fileContentContract, { workspace, file, as }).url
