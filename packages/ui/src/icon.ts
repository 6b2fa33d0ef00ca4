import type { Component } from 'svelte';

/** Any icon of `@lucide/svelte/icons/<name>`, or a component of the same shape. */
export type Icon = Component<{ class?: string }>;
