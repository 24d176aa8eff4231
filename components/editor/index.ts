export { AgentEditor } from './agent-editor.tsx'
