/**
 * The network that an address is counted by: an IPv4 address for itself, an IPv6 address for its first 64 bits, because
 * everybody who has one has all the others of it.
 */
export function networkOf(ip: string): string {
	const [plain = ''] = ip.split('%', 1);
	const address = plain.replaceAll(/^\[|\]$/g, '').toLowerCase();
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
	if (mapped) return mapped;
	if (!address.includes(':')) return address;
	return `${groupsOf(address).slice(0, 4).join(':')}::/64`;
}

/** An address as it may be shown to its owner: near enough to recognise, too rough to be anybody's. */
export function roughly(ip: string): string {
	const network = networkOf(ip);
	if (network === '') return '';
	if (!network.includes(':')) return network.replace(/\.\d+$/, '.…');
	return `${network.split(':').slice(0, 3).join(':')}:…`;
}

/** The eight groups of an IPv6 address, without leading zeros. */
function groupsOf(address: string): string[] {
	const [head = '', tail] = address.split('::', 2);
	const before = head === '' ? [] : head.split(':');
	const after = tail === undefined || tail === '' ? [] : tail.split(':');
	const missing = Math.max(0, 8 - before.length - after.length);
	const all = tail === undefined ? before : [...before, ...Array(missing).fill('0'), ...after];
	return all.map((group) => group.replace(/^0+(?=.)/, ''));
}
