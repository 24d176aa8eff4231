import type { FileRef } from '../../server/kernel/file-ref.ts'
import { Picture } from '../ui/picture.tsx'
import { fileAddress } from './file-words.ts'

type StoredPictureProps = { file: Pick<FileRef, 'id'>; workspace: string; alt: string; className: string }

/** An uploaded picture, from its own address. */
export function StoredPicture({ file, workspace, alt, className }: StoredPictureProps) {
  return <Picture src={fileAddress(workspace, file.id, 'inline')} alt={alt} className={className} />
}
