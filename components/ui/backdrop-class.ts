/** The veil behind dialogs and sheets. */
export const backdropClass = 'fixed inset-0 z-50 bg-overlay transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0'
