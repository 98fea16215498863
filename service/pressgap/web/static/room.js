// The reading room reads without this file; it only makes some things quicker.
"use strict";
