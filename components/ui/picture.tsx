/** A picture from its own address or out of the page itself: no server in between may keep a smaller copy of what not everybody may see. */
export function Picture({ src, alt, className }: { src: string; alt: string; className: string }) {
  // biome-ignore lint/performance/noImgElement: see above
  return <img src={src} alt={alt} loading="lazy" decoding="async" className={className} />
}
