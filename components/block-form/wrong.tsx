/** Why what is typed cannot be taken yet. */
export function Wrong({ reason }: { reason: string | null }) {
  return reason ? (
    <p role="status" className="text-xs text-destructive">
      {reason}
    </p>
  ) : null
}
