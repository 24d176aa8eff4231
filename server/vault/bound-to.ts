/** Where a sealed value belongs. JSON, so that no name can look like another name and version. */
export const boundTo = (workspaceId: string, name: string, version: number): string => JSON.stringify([workspaceId, name, version])
