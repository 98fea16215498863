"""PressGap over HTTP: `create_app` and what it is made of, one file per resource."""
