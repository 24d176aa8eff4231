/* Hearth chat: one script tag, a launcher and a frame. No dependency, no cookie.
 * <script src="https://HEARTH/embed.js" data-link="TOKEN" async></script>
 * data-position: left | right · data-open: begins open · data-label: the launcher's name · data-identity: a signed token of who it is
 * window.HearthChat: open(), close(), remove()
 * Where a browser gives frames no storage, the guest's session is kept here, so that a conversation outlives a reload. */
;(() => {
  const script = document.currentScript
  const home = new URL(script.src).origin
  const { link, identity, open: begins, label } = script.dataset
  const token = (link || '').split('/').pop()
  const make = (tag, styles, attributes) => {
    const element = Object.assign(document.createElement(tag), attributes)
    Object.assign(element.style, styles)
    return element
  }
  const reduced = matchMedia('(prefers-reduced-motion: reduce)').matches
  const small = matchMedia('(max-width: 480px)')
  let button
  let frame
  let shown = false

  /* Reads what is kept, or keeps something else: null forgets it. */
  const key = `hearth:chat:${token}`
  const keep = (session) => {
    try {
      if (session === null) localStorage.removeItem(key)
      else if (session) localStorage.setItem(key, session)
      return localStorage.getItem(key)
    } catch {
      return null
    }
  }

  /* Black or white, whichever is easier to read on the colour (WCAG 2 contrast). */
  const inkOn = (colour) => {
    const [r, g, b] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? '#1c1917' : '#ffffff'
  }
  const icon = (path) =>
    `<svg width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="${path}"/></svg>`
  const talk = icon('M21 12a8 8 0 0 1-8 8H4l2.3-2.9A8 8 0 1 1 21 12z')
  const shut = icon('M6 9l6 6 6-6')

  const draw = ({ title, theme }) => {
    const side = script.dataset.position || theme.position
    const colour = theme.accent || '#b5430d'
    const name = label || title
    const place = { position: 'fixed', zIndex: '2147483000', [side === 'left' ? 'left' : 'right']: '20px' }
    const size = () => {
      if (!frame) return
      Object.assign(
        frame.style,
        small.matches
          ? { inset: '0', width: '100%', height: '100%', maxHeight: 'none', borderRadius: '0' }
          : { inset: 'auto', [side === 'left' ? 'left' : 'right']: '20px', bottom: '88px', width: '400px', height: '640px', maxHeight: 'calc(100vh - 108px)', borderRadius: '14px' },
      )
      button.style.display = shown && small.matches ? 'none' : 'flex'
    }
    const show = (on) => {
      if (on && !frame) {
        frame = make('iframe', { ...place, border: '0', boxShadow: '0 12px 40px rgb(0 0 0 / .2)', colorScheme: 'normal', background: 'transparent' }, { title: name, allow: 'clipboard-write' })
        const known = new URLSearchParams({ ...(identity ? { identity } : {}), ...(keep() ? { session: keep() } : {}) }).toString()
        frame.src = `${home}/c/${encodeURIComponent(token)}${known ? `#${known}` : ''}`
        document.body.append(frame)
      }
      shown = on
      if (frame) frame.style.display = on ? 'block' : 'none'
      button.setAttribute('aria-expanded', String(on))
      button.innerHTML = on ? shut : talk
      size()
      if (on) frame.focus()
      else button.focus()
    }
    button = make(
      'button',
      { ...place, bottom: '20px', width: '56px', height: '56px', padding: '0', border: '0', borderRadius: '50%', cursor: 'pointer', display: 'flex', alignItems: 'center', justifyContent: 'center', background: colour, color: inkOn(colour), boxShadow: '0 4px 16px rgb(0 0 0 / .24)', transition: reduced ? 'none' : 'transform .15s' },
      { type: 'button', innerHTML: talk, onclick: () => show(!shown) },
    )
    button.setAttribute('aria-label', name)
    button.setAttribute('aria-expanded', 'false')
    document.body.append(button)
    small.addEventListener('change', size)
    addEventListener('message', ({ source, origin, data }) => {
      if (!frame || source !== frame.contentWindow || origin !== home) return
      if (data === 'hearth:close') show(false)
      else if (data?.hearth === 'keep' && (data.session === null || typeof data.session === 'string')) keep(data.session)
    })
    window.HearthChat = {
      open: () => show(true),
      close: () => show(false),
      remove: () => {
        frame?.remove()
        button.remove()
      },
    }
    if (begins !== undefined && begins !== 'false') show(true)
  }

  fetch(`${home}/api/chat/${encodeURIComponent(token)}/look`)
    .then(async (answer) => ({ ok: answer.ok, said: await answer.json() }))
    .then(({ ok, said }) => (ok ? draw(said) : console.warn(`Hearth chat: ${said.error.message}`)))
    .catch(() => console.warn('Hearth chat: it cannot be reached.'))
})()
