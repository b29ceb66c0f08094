import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Shell } from './app/shell.tsx';
import './theme/page.css';

const place = document.getElementById('studio');
if (place === null) throw new Error('index.html has no element called "studio"');
createRoot(place).render(
  <StrictMode>
    <Shell />
  </StrictMode>,
);
