export { default as Part } from './IdeaPart.svelte';
