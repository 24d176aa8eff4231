/** What the demo model says to everything it has no script for. */
export function noModel(settings: string): string {
  return `No model is connected to this workspace, so I only know a few scripted demo answers. Connect one under [Settings → Models](${settings}), then ask again.`
}
