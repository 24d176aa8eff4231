/** What people can put on a message with one press, and how it is read out. */
export const emojis: { emoji: string; name: string }[] = [
  { emoji: '👍', name: 'Thumbs up' },
  { emoji: '❤️', name: 'Heart' },
  { emoji: '😄', name: 'Laughing' },
  { emoji: '🎉', name: 'Party' },
  { emoji: '👀', name: 'Looking at it' },
  { emoji: '✅', name: 'Done' },
]

export const emojiName = (emoji: string): string => emojis.find((known) => known.emoji === emoji)?.name ?? emoji
