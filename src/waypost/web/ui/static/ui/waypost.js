// Waypost's own script. Every page works without it; it adds keys, counting, and care for what was typed.
"use strict";
