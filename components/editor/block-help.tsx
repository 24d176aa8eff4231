/** How a block is used, for those who ask. */
export function BlockHelp({ docs }: { docs: string }) {
  return (
    <details className="text-sm">
      <summary className="cursor-pointer text-muted-foreground hover:text-foreground">How it works</summary>
      <p className="mt-2 text-pretty">{docs}</p>
    </details>
  )
}
