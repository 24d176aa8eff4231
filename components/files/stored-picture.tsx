import { ImageOff } from 'lucide-react'
import type { FileRef } from '../../server/kernel/file-ref.ts'
import { Picture } from '../ui/picture.tsx'
import { type FilePlace, useFileAddress } from './file-place.ts'

type StoredPictureProps = { file: Pick<FileRef, 'id'>; workspace: FilePlace; alt: string; className: string }

/** An uploaded picture, from its own address. */
export function StoredPicture({ file, workspace, alt, className }: StoredPictureProps) {
  const address = useFileAddress(workspace, file.id)
  if (address) return <Picture src={address} alt={alt} className={className} />
  if (address === null)
    return <ImageOff aria-label={alt === '' ? 'A picture that could not be fetched' : `${alt} could not be fetched`} className="m-2 size-4" />
  return <span aria-hidden="true" className={`${className} block animate-pulse bg-muted`} />
}
