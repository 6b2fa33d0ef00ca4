import { lookup as dnsLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { Agent } from 'undici';

export type Resolve = (
	host: string,
	options: { all: true; family?: LookupOptions['family'] },
	answer: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

export type Guard = {
	/** Whether a connection may be opened to this address. */
	permits: (address: string) => boolean;
	resolve?: Resolve;
};

/** Why a page was not fetched at all. */
export class RefusedAddress extends Error {
	override name = 'RefusedAddress';
}

type Answer = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/**
 * Connections that look a name up once, check every address it stands for, and go to those very addresses: a second
 * answer of the name's server cannot lead anywhere else.
 */
export function guardedAgent({ permits, resolve = dnsLookup as Resolve }: Guard): Agent {
	const lookup = (host: string, options: LookupOptions, answer: Answer) =>
		resolve(host, { all: true, family: options.family }, (error, addresses) => {
			const [first] = addresses ?? [];
			if (error) return answer(error, []);
			if (!first || !addresses.every(({ address }) => permits(address)))
				return answer(new RefusedAddress(host), []);
			return options.all ? answer(null, addresses) : answer(null, first.address, first.family);
		});
	return new Agent({
		connect: { lookup: lookup as never, timeout: 3000 },
		...{ headersTimeout: 4000, bodyTimeout: 4000, maxHeaderSize: 32_768, pipelining: 0 },
		...{ keepAliveTimeout: 1, connections: 4 },
	});
}
