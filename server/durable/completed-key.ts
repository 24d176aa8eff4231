/** The key of the event that tells what a step gave. The database reads a checkpoint from it: step_output in prisma/migrations/0030_lighter. */
export const completedKey = (path: string): string => `${path}:completed`
