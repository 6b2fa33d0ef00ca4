import type { ParseArgsOptionsConfig } from 'node:util';
import type { Config } from '@kith/kernel/config';

/** What a command was given: options by name, the words that are none, and where to write. */
export type Call = {
	config: Config;
	positionals: readonly string[];
	/** The value of an option that takes one; undefined when it was not given. */
	text: (name: string) => string | undefined;
	/** A whole number from 1 on; undefined when it was not given. Throws Refusal for anything else. */
	count: (name: string) => number | undefined;
	flag: (name: string) => boolean;
	say: (line: string) => void;
};

export type Command = {
	/** As it is typed, with what it takes: `communities drop <slug> --yes`. */
	usage: string;
	/** One line for the list of commands. */
	summary: string;
	/** What an operator should know before running it. */
	details?: readonly string[];
	options?: ParseArgsOptionsConfig;
	/** How many words the command takes, besides its options. */
	takes?: { least: number; most: number };
	/** Resolves to the exit code; 0 when it says nothing. */
	run(call: Call): Promise<number | void>;
};

/** A command that cannot do what it was asked; the message is all that the operator needs. */
export class Refusal extends Error {
	override readonly name = 'Refusal';
}
