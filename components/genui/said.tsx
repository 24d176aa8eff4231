/** What came along with an answer. */
export function Said({ text }: { text: string | undefined }) {
  if (!text) return null
  return <blockquote className="border-t px-4 py-2.5 text-sm break-words whitespace-pre-wrap text-muted-foreground">“{text}”</blockquote>
}
