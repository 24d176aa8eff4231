import { Download } from 'lucide-react'
import type { FileRef } from '../../server/kernel/file-ref.ts'
import { buttonClass } from '../ui/button-class.ts'
import { fileAddress } from './file-words.ts'

/** Saves a file. A plain link: the page does not change. */
export function DownloadLink({ file, workspace, short = false }: { file: FileRef; workspace: string; short?: boolean }) {
  return (
    <a
      href={fileAddress(workspace, file.id, 'attachment')}
      download={file.name}
      aria-label={`Save ${file.name}`}
      className={buttonClass(short ? 'ghost' : 'secondary', short ? 'sm' : undefined, short)}
    >
      <Download aria-hidden="true" />
      {short ? null : 'Save'}
    </a>
  )
}
