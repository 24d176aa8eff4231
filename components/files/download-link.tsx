'use client'
import { Download } from 'lucide-react'
import type { FileRef } from '../../server/kernel/file-ref.ts'
import { buttonClass } from '../ui/button-class.ts'
import { toast } from '../ui/index.ts'
import type { FilePlace, GuestFiles } from './file-place.ts'
import { fileAddress } from './file-words.ts'

type Props = { file: FileRef; workspace: FilePlace; short?: boolean }

/** Saves a file. A plain link: the page does not change. */
export function DownloadLink({ file, workspace, short = false }: Props) {
  const look = {
    'aria-label': `Save ${file.name}`,
    className: buttonClass(short ? 'ghost' : 'secondary', short ? 'sm' : undefined, short),
    children: (
      <>
        <Download aria-hidden="true" />
        {short ? null : 'Save'}
      </>
    ),
  }
  if (typeof workspace === 'string') return <a href={fileAddress(workspace, file.id, 'attachment')} download={file.name} {...look} />
  return <button type="button" onClick={() => void save(workspace, file)} {...look} />
}

/** What has to be fetched first. */
async function save(place: GuestFiles, file: FileRef): Promise<void> {
  try {
    const link = document.createElement('a')
    link.href = await place.load(file.id)
    link.download = file.name
    link.click()
  } catch {
    toast.error(`${file.name} could not be fetched. Check the connection, then try again.`)
  }
}
