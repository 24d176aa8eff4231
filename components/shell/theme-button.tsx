'use client'
import { Monitor, Moon, Sun, SunMoon } from 'lucide-react'
import { useTheme } from 'next-themes'
import { IconButton } from '../ui/icon-button.tsx'
import { Menu, MenuChoice } from '../ui/menu.tsx'

export const themes = [
  { value: 'system', label: 'Like the system', icon: <Monitor aria-hidden="true" /> },
  { value: 'light', label: 'Light', icon: <Sun aria-hidden="true" /> },
  { value: 'dark', label: 'Dark', icon: <Moon aria-hidden="true" /> },
]

export function ThemeButton() {
  return (
    <Menu
      trigger={
        <IconButton label="Theme" side="bottom">
          <SunMoon aria-hidden="true" />
        </IconButton>
      }
    >
      <ThemeChoice />
    </Menu>
  )
}

/** A group of a menu. Read when the menu opens, so never during the server's drawing. */
export function ThemeChoice() {
  const { theme = 'system', setTheme } = useTheme()
  return <MenuChoice label="Theme" value={theme} onChange={setTheme} items={themes} />
}
