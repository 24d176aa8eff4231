import { BlockList, isIP } from 'node:net'

/** Special-purpose ranges (IANA registries, RFC 6890 and its updates): nothing in them is a service of the open internet. */
const ranges = {
  ipv4: [
    ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24'],
    ...['192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  ],
  // also the ways to write or tunnel an IPv4 address: mapped, translated (NAT64), Teredo, 6to4
  ipv6: [
    '::/96',
    '::ffff:0:0/96',
    '64:ff9b::/96',
    '64:ff9b:1::/48',
    '100::/64',
    '2001::/23',
    '2001:db8::/32',
    '2002::/16',
    '3fff::/20',
    '5f00::/16',
    'fc00::/7',
    'fe80::/9',
    'ff00::/8',
  ],
} as const

// one list a family: a single one would find every IPv4 address inside the mapped range of IPv6
const refused = { ipv4: new BlockList(), ipv6: new BlockList() }
for (const family of ['ipv4', 'ipv6'] as const) {
  for (const range of ranges[family]) {
    const [net = '', bits] = range.split('/')
    refused[family].addSubnet(net, Number(bits), family)
  }
}

/** Is this the address of a machine on the open internet, and not of this one, its network or its cloud's own services? */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/%.*$/, '')
  const family = isIP(bare) === 6 ? 'ipv6' : 'ipv4'
  return isIP(bare) !== 0 && !refused[family].check(bare, family)
}
