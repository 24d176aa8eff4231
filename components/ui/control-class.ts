/** The frame every typed-in or chosen-from control shares. */
export const controlClass =
  'w-full min-w-0 rounded-md border border-input bg-card text-sm text-foreground shadow-raised transition-colors duration-100 placeholder:text-subtle-foreground hover:border-subtle-foreground focus-visible:border-ring focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-ring disabled:pointer-events-none disabled:opacity-60 data-disabled:pointer-events-none data-disabled:opacity-60 aria-invalid:border-destructive data-invalid:border-destructive [&[readonly]]:bg-muted'

/** 16 px where text is typed by touch: with less, phones zoom in on focus. */
export const typedClass = 'coarse:text-lg'
