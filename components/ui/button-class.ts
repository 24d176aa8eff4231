import { cx } from './cx.ts'

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger' | 'danger-quiet'
export type ButtonSize = 'sm' | 'md' | 'lg'

const base =
  'inline-flex shrink-0 items-center justify-center rounded-md font-medium whitespace-nowrap select-none transition-colors duration-100 [&_svg]:shrink-0 data-disabled:pointer-events-none not-aria-busy:data-disabled:opacity-50'

const variants: Record<ButtonVariant, string> = {
  primary: 'bg-primary text-primary-foreground shadow-raised hover:bg-primary-hover',
  secondary: 'border border-border-strong bg-secondary text-secondary-foreground shadow-raised hover:bg-accent data-popup-open:bg-accent',
  ghost: 'text-muted-foreground hover:bg-accent hover:text-foreground data-popup-open:bg-accent data-popup-open:text-foreground',
  danger: 'bg-destructive text-destructive-foreground shadow-raised hover:bg-destructive-hover',
  'danger-quiet': 'text-destructive hover:bg-destructive-soft',
}

const sizes: Record<ButtonSize, string> = {
  sm: 'h-7 gap-1.5 px-2.5 text-xs [&_svg]:size-3.5 coarse:h-9 coarse:px-3',
  md: 'h-8 gap-1.5 px-3 text-sm [&_svg]:size-4 coarse:h-10 coarse:px-4',
  lg: 'h-10 gap-2 px-4 text-base [&_svg]:size-4 coarse:h-11',
}

const squares: Record<ButtonSize, string> = {
  sm: 'size-7 [&_svg]:size-3.5 coarse:size-9',
  md: 'size-8 [&_svg]:size-4 coarse:size-10',
  lg: 'size-10 [&_svg]:size-4.5 coarse:size-11',
}

/** The looks of a button, shared by Button, IconButton and ButtonLink. Fingers get taller targets than pointers. */
export function buttonClass(variant: ButtonVariant = 'secondary', size: ButtonSize = 'md', square = false): string {
  return cx(base, variants[variant], square ? squares[size] : sizes[size])
}
