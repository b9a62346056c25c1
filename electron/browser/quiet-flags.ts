// The flags that keep a Chromium to itself: no network, no first-run pages, no accounts, no crash reports. What the
// flags cannot switch off stands in the profile's preferences.

const disabledFeatures = [
  'Translate',
  'TranslateUI',
  'OptimizationHints',
  'OptimizationGuideModelDownloading',
  'MediaRouter',
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'InterestFeedContentSuggestions',
  'DialMediaRouteProvider',
  'NetworkTimeServiceQuerying',
]

export const quietFlags: readonly string[] = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-domain-reliability',
  '--disable-breakpad',
  '--no-pings',
  '--password-store=basic',
  // Chromium heeds only the last --disable-features, so there is one.
  `--disable-features=${disabledFeatures.join(',')}`,
  // A dead proxy: without it the browser still asks for its maker's account pages.
  '--proxy-server=http://127.0.0.1:9',
  '--proxy-bypass-list=127.0.0.1',
]

/** As root Chromium refuses to start with its sandbox; a live system often knows no other user. */
export const rootFlags = (): readonly string[] => (process.getuid?.() === 0 ? ['--no-sandbox'] : [])
