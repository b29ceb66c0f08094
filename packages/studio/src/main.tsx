import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Studio } from './studio.tsx';
import './studio.css';

const place = document.getElementById('studio');
if (place === null) throw new Error('index.html has no element called "studio"');
createRoot(place).render(
  <StrictMode>
    <Studio />
  </StrictMode>,
);
