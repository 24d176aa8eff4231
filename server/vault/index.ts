export { installationSecret } from './installation-secret.ts'
export { openSecret } from './open-secret.ts'
export { sealSecret } from './seal-secret.ts'
export { removeSecret as deleteSecret } from './store.ts'
