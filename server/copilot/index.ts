export { proposeChange } from './propose-change.ts'
