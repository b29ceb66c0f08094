/** The frame of every screen. As long as there is none, it says what Taxon is and where the API is described. */
export function Shell() {
  return (
    <main>
      <h1>Taxon</h1>
      <p>Custom text classification: label, train, evaluate, deploy, classify.</p>
      <p>
        <a href="/docs">API reference</a>
      </p>
    </main>
  );
}
