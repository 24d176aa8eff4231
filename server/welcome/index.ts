export { createWorkspace } from './create-workspace.ts'
export { me } from './me.ts'
export { signUp } from './sign-up.ts'
