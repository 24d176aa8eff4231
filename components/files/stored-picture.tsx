import type { FileRef } from '../../server/kernel/file-ref.ts'
import { fileAddress } from './file-words.ts'

type StoredPictureProps = { file: Pick<FileRef, 'id'>; workspace: string; alt: string; className: string }

/** An uploaded picture, from its own address. */
export function StoredPicture({ file, workspace, alt, className }: StoredPictureProps) {
  // biome-ignore lint/performance/noImgElement: it is for whoever may see it, so no server in between may keep a smaller copy
  return <img src={fileAddress(workspace, file.id, 'inline')} alt={alt} loading="lazy" decoding="async" className={className} />
}
