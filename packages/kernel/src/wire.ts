import { parse, stringify } from 'devalue';

/** How values cross the wire between browser and server: JSON that keeps dates, maps and undefined. */
export const wire = {
	serialize: (value: unknown): string => stringify(value),
	deserialize: (text: string): unknown => parse(text),
};
