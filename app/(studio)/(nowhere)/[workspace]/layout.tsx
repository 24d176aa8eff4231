import WorkspaceLayout from '../../[workspace]/layout.tsx'

export default WorkspaceLayout
