// What the scripts of the search leave for each other on the global object.

interface Door {
  port: EventTarget;
  folder: URL;
  worker?: Worker;
  wanted: boolean;
  before: EventTarget | null;
}

interface Window {
  siteSearchDoor: Door;
  siteSearch(message: object): { type: number; data?: any } | undefined;
  siteSearchIndex: object;
}

declare function importScripts(...addresses: string[]): void;
