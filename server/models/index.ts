export { addConnection } from './add-connection.ts'
export { listConnections } from './list-connections.ts'
export { createModelHand } from './model-hand.ts'
export { removeConnection } from './remove-connection.ts'
