/** What floats over the page: menus, lists, popovers. */
export const popupClass =
  'origin-(--transform-origin) rounded-lg bg-popover text-popover-foreground shadow-floating outline-hidden transition-[scale,opacity] duration-100 ease-settle data-ending-style:scale-[0.98] data-ending-style:opacity-0 data-starting-style:scale-[0.98] data-starting-style:opacity-0 data-instant:transition-none'
