export { type Bus, type BusListener, type BusMessage } from './bus.ts';
export { createMemoryBus } from './memory-bus.ts';
export { createPostgresBus, type PostgresBusOptions } from './postgres-bus.ts';
