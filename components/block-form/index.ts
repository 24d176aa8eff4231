export { BlockForm, type BlockFormProps } from './block-form.tsx'
export type { FormHelp } from './control-props.ts'
export { toolsOf } from './tool-list.ts'
