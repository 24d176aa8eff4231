/** What one can do in the editor, once: keys, the sheet of shortcuts and Ctrl/Cmd-K all read it here. */
export type Action = {
  does: string
  /** `Mod` is Ctrl or Command. None: only by name, in Ctrl/Cmd-K. */
  keys?: string
  /** Not for people who may only look. */
  changes?: true
  /** How many blocks have to be selected for it. */
  needs?: 1 | 2
  /** More words to find it by. */
  words?: string
}

const listed = {
  add: { does: 'Add a block', keys: 'A', changes: true, words: 'new palette insert' },
  fields: { does: 'Fill in the block', keys: 'Enter', needs: 1, words: 'form fields inspector open' },
  wire: { does: 'Draw a wire from the block', keys: 'W', changes: true, needs: 1, words: 'connect port' },
  next: { does: 'Next block, in the order it runs', keys: ']' },
  previous: { does: 'Block before', keys: '[' },
  list: { does: 'Blocks as a list', keys: 'L', words: 'outline screen reader' },
  nudge: { does: 'Move what is selected; with Shift, further', keys: '← ↑ → ↓', changes: true, needs: 1 },
  undo: { does: 'Undo', keys: 'Mod Z', changes: true },
  redo: { does: 'Redo', keys: 'Mod Shift Z', changes: true },
  duplicate: { does: 'Duplicate', keys: 'Mod D', changes: true, needs: 1 },
  extend: { does: 'Take the block in focus into the selection, or out of it', keys: 'X', words: 'select several multiple' },
  'select-all': { does: 'Select all', keys: 'Mod A' },
  deselect: { does: 'Select nothing; close what is open', keys: 'Esc' },
  delete: { does: 'Delete what is selected', keys: 'Del', changes: true, words: 'remove' },
  'switch-off': { does: 'Switch blocks off or on', keys: 'D', changes: true, needs: 1, words: 'disable enable' },
  rename: { does: 'Rename the block', keys: 'F2', changes: true, needs: 1 },
  extract: { does: 'Make a flow of the selected blocks', changes: true, needs: 1, words: 'extract sub-flow agent' },
  group: { does: 'Frame the selected blocks as a group', keys: 'G', changes: true, needs: 1, words: 'group frame together' },
  ungroup: { does: 'Take the frame of a group away', keys: 'Shift G', changes: true, needs: 1, words: 'ungroup' },
  bend: { does: 'Bend the selected wire', keys: 'B', changes: true, words: 'reroute point line' },
  'align-left': { does: 'Align left edges', changes: true, needs: 2 },
  'align-centre': { does: 'Align centres, one below the other', changes: true, needs: 2 },
  'align-right': { does: 'Align right edges', changes: true, needs: 2 },
  'align-top': { does: 'Align upper edges', changes: true, needs: 2 },
  'align-middle': { does: 'Align middles, side by side', changes: true, needs: 2 },
  'align-bottom': { does: 'Align lower edges', changes: true, needs: 2 },
  'spread-across': { does: 'Spread out evenly, from left to right', changes: true, needs: 2 },
  'spread-down': { does: 'Spread out evenly, from top to bottom', changes: true, needs: 2 },
  tidy: { does: 'Tidy up', keys: 'Shift L', changes: true, words: 'layout arrange' },
  fit: { does: 'Fit everything in view', keys: 'Shift 1', words: 'zoom' },
  'fit-selection': { does: 'Zoom to what is selected', keys: 'Shift 2', needs: 1 },
  'real-size': { does: 'Real size', keys: 'Shift 0', words: 'zoom 100%' },
  'zoom-in': { does: 'Closer', keys: '+' },
  'zoom-out': { does: 'Further away', keys: '-' },
  problems: { does: 'Read what is wrong', keys: 'E', words: 'errors problems fill in' },
  try: { does: 'Try it: open or close the panel', keys: 'T', changes: true, words: 'run test' },
  'try-all': { does: 'Try the draft', keys: 'Mod Enter', changes: true, words: 'run test' },
  'try-to': { does: 'Run to this block', changes: true, needs: 1 },
  'try-only': { does: 'Run only this block', changes: true, needs: 1 },
  publish: { does: 'Publish', keys: 'Shift P', changes: true },
  versions: { does: 'Versions', keys: 'V', words: 'revisions history compare roll back' },
  usages: { does: 'Who uses this flow', words: 'find usages callers' },
  copilot: { does: 'Copilot', changes: true, words: 'assistant model' },
  save: { does: 'Save now', keys: 'Mod S', changes: true },
  help: { does: 'Keyboard', keys: '?', words: 'shortcuts' },
} as const satisfies Record<string, Action>

export type Command = keyof typeof listed
export const actions: Readonly<Record<Command, Action>> = listed

/** Keys the browser gives to the clipboard, which is ours on the canvas. */
export const clipboardKeys: readonly { does: string; keys: string }[] = [
  { does: 'Copy', keys: 'Mod C' },
  { does: 'Cut', keys: 'Mod X' },
  { does: 'Paste, also from another agent, or a cURL command', keys: 'Mod V' },
  { does: 'All actions and places by name', keys: 'Mod K' },
]
