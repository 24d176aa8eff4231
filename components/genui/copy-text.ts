import { toast } from '../ui/index.ts'

export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    toast.success('Copied')
  } catch {
    toast.error('This browser did not let us copy', { description: 'Select it and copy it by hand.' })
  }
}
